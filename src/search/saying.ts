/** Whether a question, or a word of it, asks what somebody says. */
const SAYS =
  /\b(?:says?|said|saying|thinks?|views?|position|stance|claims?|wants?|respon(?:d|ds|se)|react(?:s|ion)?|sees?|argues?|account|version|tells?|told|answers?|promised?|admits?|according to)\b|说|讲|表示|立场|态度|怎么[看谈回]|回应|反应|反驳|主张|承诺|承认|否认|称|說|講|態度|怎麼[看談回]|回應|反應|反駁|主張|承諾|承認|否認|稱/iu;

export const isSaying = (text: string): boolean => SAYS.test(text);
