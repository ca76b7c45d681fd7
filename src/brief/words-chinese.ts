/** Traditional characters that questions on relations use, beside their simplified forms; records and questions are compared in the simplified. */

// Pairs, traditional first. A character that is missing here costs a question little: its neighbours still count.
const PAIRS = [
  '習习會会談谈話话國国華华貿贸關关稅税戰战爭争協协議议經经濟济進进臺台灣湾學学業业術术產产實实體体單单導导軍军線线熱热門门開开對对應应與与為为來来這这個个們们麼么嗎吗說说請请問问題题將将發发現现時时間间後后動动員员從从過过還还無无東东車车電电詐诈騙骗網网絡络執执務务聯联繫系係系絕绝總总統统選选舉举黨党眾众參参鷹鹰審审籤签',
  '簽签證证礦矿鍵键鎵镓鍺锗銻锑鋰锂鎢钨鏈链鏡镜機机製制規规範范監监風风險险標标準准擬拟設设計计數数據据訊讯腦脑軟软衛卫隊队艦舰飛飞彈弹島岛遊游觀观輿舆論论調调報报聞闻傳传達达訪访頓顿獨独資资場场價价錢钱幣币匯汇漲涨預预測测勢势趨趋緩缓緊紧張张強强歐欧亞亚羅罗烏乌蘭兰韓韩義义紐纽聖圣馬马賴赖級级層层雙双邊边兩两條条約约願愿',
  '誰谁讓让給给幾几歲岁點点認认識识覺觉樣样難难號号碼码釋释譯译讀读寫写書书畫画圖图館馆園园醫医藥药飯饭麵面雞鸡魚鱼餅饼樂乐聽听視视頻频劇剧鄉乡鎮镇農农糧粮豐丰莊庄減减輸输運运輪轮費费繳缴購购買买賣卖貨货廠厂營营銀银債债權权責责質质轉转較较啟启復复慣惯離离處处備备歷历際际環环護护滅灭罰罚嚴严懲惩檢检驗验徵征織织組组團团結结',
  '構构態态創创興兴衝冲擊击禦御敵敌謀谋盡尽擴扩縮缩紛纷繼继續续斷断隨随積积極极確确誤误讚赞歎叹塗涂滿满漢汉語语詞词筆笔試试師师課课額额頁页順顺須须頂顶項项領领顆颗飲饮養养餘余驚惊髮发龍龙龜龟歸归當当錄录鐵铁鋼钢銅铜鋁铝鎳镍鈷钴釹钕鏑镝鋱铽氣气堿碱滬沪滯滞擁拥擇择擔担攝摄攔拦敗败邏逻輯辑適适遷迁遠远違违連连郵邮釣钓鄰邻雜杂',
  '靈灵靜静韌韧頭头類类顧顾顯显騰腾驅驱鬥斗鬧闹鬆松鹽盐麗丽齊齐龐庞陸陆陽阳階阶陣阵陳陈夥伙衆众佈布佔占併并倉仓側侧偵侦傾倾優优儲储兒儿內内冊册凍冻別别刪删劃划劉刘勁劲勞劳勝胜區区卻却厭厌嘗尝噸吨圍围塊块壓压壞坏夢梦夠够奪夺奮奋婦妇媽妈孫孙寧宁寶宝專专尋寻屆届屬属岡冈嶺岭帥帅帳帐幫帮庫库廢废廣广廳厅彙汇徑径恆恒悅悦惡恶惱恼',
  '愛爱慮虑慶庆憂忧憲宪懷怀戶户拋抛掛挂採采揚扬換换損损撥拨撫抚敘叙於于曉晓暫暂曆历棄弃榮荣槍枪橋桥檔档櫃柜欄栏歡欢殘残殺杀決决沒没況况洩泄淚泪淨净淺浅湯汤溫温滾滚潛潜潤润澤泽濃浓瀏浏灘滩災灾煙烟煩烦爾尔牆墙狀状猶犹獎奖獲获畢毕異异盤盘睜睁砲炮礎础禮礼種种稱称穩稳窮穷競竞節节築筑簡简籌筹糾纠純纯細细終终綠绿維维綜综緣缘編编',
  '練练縱纵繪绘纖纤罷罢聲声職职聰聪肅肃腳脚膽胆臨临舊旧艱艰莖茎葉叶蓋盖蔣蒋薩萨蘇苏虛虚虧亏蝕蚀蠻蛮補补裝装裡里裏里複复見见覽览訂订討讨記记許许訴诉診诊評评詢询該该詳详誠诚誇夸誌志謂谓謝谢譜谱豬猪貝贝負负財财貢贡貧贫販贩貪贪貫贯貴贵賀贺賓宾賞赏賠赔賭赌賽赛贈赠贊赞贏赢趕赶跡迹踐践躍跃軌轨軸轴載载輕轻輛辆輝辉辦办辭辞迴回逕径',
  '遞递遺遗邁迈釐厘針针鈔钞鏟铲錯错鍋锅鎖锁鏽锈鑑鉴鑒鉴閃闪閉闭閣阁闆板闊阔闖闯陰阴隱隐雖虽雲云霧雾韋韦響响頗颇飄飘飢饥駐驻駕驾騎骑魯鲁鮮鲜鳥鸟鴻鸿麥麦黃黄盃杯鈾铀礙碍麽么爐炉羣群籃篮繞绕擾扰蘋苹綫线薦荐壟垄賬账紀纪億亿萬万僅仅僑侨偉伟償偿傷伤剛刚勵励嚇吓壘垒墊垫幹干廈厦彌弥徹彻憑凭擱搁晉晋暢畅曬晒樓楼氫氢瀕濒爺爷獻献畝亩',
  '瘋疯盜盗碩硕禍祸紙纸納纳絲丝綁绑緬缅縣县績绩罵骂翹翘膠胶艙舱襲袭訓训託托詭诡諒谅諾诺貶贬賺赚踴踊轟轰遲迟鄭郑鑽钻鑄铸陝陕隸隶鞏巩頹颓飼饲駛驶驟骤鵬鹏',
].join('');
const SIMPLIFIED = new Map<string, string>();
for (let at = 0; at + 1 < PAIRS.length; at += 2) SIMPLIFIED.set(PAIRS.charAt(at), PAIRS.charAt(at + 1));

/** Terms that Taiwan and Hong Kong write with other words, beside those of the mainland. */
const REGIONAL: readonly (readonly [string, string])[] = [
  ['人工智慧', '人工智能'],
  ['川普', '特朗普'],
  ['網路', '网络'],
  ['晶片', '芯片'],
  ['軟體', '软件'],
  ['資訊', '信息'],
  ['投資人', '投资者'],
  ['投资人', '投资者'],
  ['觀光', '旅游'],
  ['輝達', '英伟达'],
];

/** Returns Chinese text in simplified characters and the mainland's terms. */
export function simplified(text: string): string {
  let result = text;
  for (const [regional, mainland] of REGIONAL)
    if (result.includes(regional)) result = result.replaceAll(regional, mainland);
  return result.replace(/\p{Script=Han}/gu, (character) => SIMPLIFIED.get(character) ?? character);
}
