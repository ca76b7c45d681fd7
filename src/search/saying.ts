import { simplified } from '../shared/simplified.ts';

const SAYS =
  /\b(?:says?|said|saying|thinks?|views?|position|stance|claims?|wants?|respon(?:d|ds|se)|react(?:s|ion)?|sees?|argues?|account|version|tells?|told|answers?|promised?|admits?|according to)\b|说|讲|表示|立场|态度|怎么[看谈回]|回应|反应|反驳|主张|承诺|承认|否认|称/iu;

/** Returns whether a question, or a word of it, asks what somebody says. */
export const isSaying = (text: string): boolean => SAYS.test(simplified(text));
