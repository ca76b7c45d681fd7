/** Short and generic names of time zones, those of them that stand for several zones, and places that share a name. */

/** Abbreviations and the zones they may mean; a season's name means the zone with its daylight saving. */
export const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = table(`
  EST, EDT, ET, EST5EDT | America/New_York
  CDT, CT, CST6CDT | America/Chicago
  MST, MDT, MT, MST7MDT | America/Denver
  PST, PDT, PT, PST8PDT | America/Los_Angeles
  AKST, AKDT | America/Anchorage
  HST, HDT | Pacific/Honolulu
  NST, NDT | America/St_Johns
  ADT | America/Halifax
  BRT | America/Sao_Paulo
  ART | America/Argentina/Buenos_Aires
  CLT, CLST | America/Santiago
  WET | Europe/Lisbon
  CET, CEST, MET, MEST, central european | Europe/Brussels
  EET, EEST, eastern european | Europe/Athens
  MSK | Europe/Moscow
  TRT | Europe/Istanbul
  WAT, west africa | Africa/Lagos
  CAT, central africa | Africa/Maputo
  EAT, east africa | Africa/Nairobi
  SAST | Africa/Johannesburg
  GST, gulf | Asia/Dubai
  PKT | Asia/Karachi
  NPT | Asia/Kathmandu
  ICT, indochina | Asia/Bangkok
  WIB | Asia/Jakarta
  WITA | Asia/Makassar
  WIT | Asia/Jayapura
  MYT | Asia/Kuala_Lumpur
  SGT | Asia/Singapore
  PHT, PHST | Asia/Manila
  HKT | Asia/Hong_Kong
  BJT | Asia/Shanghai
  JST | Asia/Tokyo
  KST | Asia/Seoul
  AEST, AEDT, AET | Australia/Sydney
  ACST, ACDT | Australia/Adelaide
  AWST | Australia/Perth
  NZST, NZDT | Pacific/Auckland
  CST | America/Chicago Asia/Shanghai Asia/Taipei America/Havana
  IST | Asia/Kolkata Europe/Dublin Asia/Jerusalem
  BST | Europe/London Asia/Dhaka Pacific/Bougainville
  AST | America/Halifax America/Puerto_Rico Asia/Riyadh
  WEST | Europe/Lisbon America/Los_Angeles
  SST | Asia/Singapore Pacific/Pago_Pago
`);

/** Countries with several zones, and cities of one name. */
export const SHARED_NAMES: ReadonlyMap<string, readonly string[]> = table(`
  USA, US, united states, united states of america, america, 美国 | America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage Pacific/Honolulu
  canada, 加拿大 | America/Toronto America/Vancouver America/Edmonton America/Winnipeg America/Regina America/Halifax America/St_Johns
  mexico, 墨西哥 | America/Mexico_City America/Tijuana America/Hermosillo America/Chihuahua America/Cancun
  brazil, 巴西 | America/Sao_Paulo America/Manaus America/Fortaleza America/Rio_Branco America/Noronha
  russia, 俄罗斯 | Europe/Moscow Europe/Kaliningrad Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Yakutsk Asia/Vladivostok Asia/Magadan Asia/Kamchatka
  australia, 澳大利亚, 澳洲 | Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Adelaide Australia/Darwin Australia/Perth Australia/Hobart
  indonesia, 印度尼西亚, 印尼 | Asia/Jakarta Asia/Makassar Asia/Jayapura
  spain, 西班牙 | Europe/Madrid Atlantic/Canary
  portugal, 葡萄牙 | Europe/Lisbon Atlantic/Azores
  congo, DR Congo, 刚果 | Africa/Kinshasa Africa/Lubumbashi Africa/Brazzaville
  greenland, 格陵兰 | America/Nuuk America/Scoresbysund America/Danmarkshavn America/Thule
  florida | America/New_York America/Chicago
  michigan | America/Detroit America/Menominee
  indiana | America/Indiana/Indianapolis America/Chicago
  kentucky | America/Kentucky/Louisville America/New_York America/Chicago
  tennessee | America/Chicago America/New_York
  kansas, nebraska, south dakota, north dakota | America/Chicago America/Denver
  idaho | America/Boise America/Los_Angeles
  oregon | America/Los_Angeles America/Boise
  georgia | America/New_York Asia/Tbilisi
  portland, 波特兰 | America/Los_Angeles America/New_York
  san jose | America/Los_Angeles America/Costa_Rica
  birmingham, 伯明翰 | Europe/London America/Chicago
  cambridge, 剑桥 | Europe/London America/New_York
  petersburg | Europe/Moscow America/Indiana/Petersburg
  san juan | America/Puerto_Rico America/Argentina/San_Juan
  cordoba | America/Argentina/Cordoba Europe/Madrid
  圣何塞 | America/Los_Angeles America/Costa_Rica
  圣地亚哥 | America/Santiago America/Los_Angeles
  奥克兰 | Pacific/Auckland America/Los_Angeles
`);

/** What a place may be said to lie in, where that is no name for a zone: the letters of states, and countries with all their zones. */
export const AREAS: ReadonlyMap<string, readonly string[]> = table(`
  ct, dc, de, ga, ma, md, me, nc, nh, nj, ny, oh, pa, ri, sc, va, vt, wv | America/New_York
  al, ar, ia, il, la, mn, mo, ms, ok, wi | America/Chicago
  tx | America/Chicago America/Denver
  co, mt, nm, ut, wy | America/Denver
  ca, nv, wa | America/Los_Angeles
  or | America/Los_Angeles America/Boise
  id | America/Boise America/Los_Angeles
  az | America/Phoenix
  ak | America/Anchorage
  hi | Pacific/Honolulu
  fl | America/New_York America/Chicago
  mi | America/Detroit America/Menominee
  in | America/Indiana/Indianapolis America/Chicago
  ky | America/Kentucky/Louisville America/New_York America/Chicago
  tn | America/Chicago America/New_York
  ks, ne, nd, sd | America/Chicago America/Denver
  on, qc | America/Toronto
  bc | America/Vancouver
  ab | America/Edmonton
  mb | America/Winnipeg
  sk | America/Regina
  ns, nb, pe | America/Halifax
  nl | America/St_Johns
  usa, us, united states, 美国 | America/New_York America/Chicago America/Denver America/Los_Angeles America/Phoenix America/Anchorage Pacific/Honolulu America/Detroit America/Boise America/Indiana/Indianapolis America/Kentucky/Louisville America/Juneau
  china, 中国 | Asia/Shanghai Asia/Hong_Kong Asia/Macau Asia/Taipei Asia/Urumqi
`);

/** The ids that the runtime still lists under a place's former name. */
export const RENAMED: ReadonlyMap<string, string> = new Map(
  `
  Africa/Asmera Africa/Asmara
  America/Buenos_Aires America/Argentina/Buenos_Aires
  America/Catamarca America/Argentina/Catamarca
  America/Coral_Harbour America/Atikokan
  America/Cordoba America/Argentina/Cordoba
  America/Godthab America/Nuuk
  America/Indianapolis America/Indiana/Indianapolis
  America/Jujuy America/Argentina/Jujuy
  America/Louisville America/Kentucky/Louisville
  America/Mendoza America/Argentina/Mendoza
  Asia/Calcutta Asia/Kolkata
  Asia/Katmandu Asia/Kathmandu
  Asia/Rangoon Asia/Yangon
  Asia/Saigon Asia/Ho_Chi_Minh
  Atlantic/Faeroe Atlantic/Faroe
  Europe/Kiev Europe/Kyiv
  Pacific/Enderbury Pacific/Kanton
  Pacific/Ponape Pacific/Pohnpei
  Pacific/Truk Pacific/Chuuk
`
    .trim()
    .split('\n')
    .map((line) => {
      const [former = '', present = ''] = line.trim().split(' ');
      return [former, present] as const;
    }),
);

function table(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    text
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [names = '', zones = ''] = line.split('|').map((part) => part.trim());
        return names.split(', ').map((name) => [name, zones.split(' ')] as const);
      }),
  );
}
