/** From where a request came: the address that connected, or where that is a trusted proxy, the one that it says it passes on. */
import { BlockList, isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Returns what tells the address a request came from, given the addresses and networks of proxies that are believed; `unbelieved` is called with one that passed a request on and is not among them. */
export function createClientAddress(
  proxies: readonly string[],
  unbelieved: (peer: string) => void,
): (context: Context) => string {
  const trusted = new BlockList();
  for (const proxy of proxies) addProxy(trusted, proxy);
  const isTrusted = (address: string): boolean =>
    isIP(address) > 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  /** From the right, where each proxy adds whom it heard: the first that is no proxy of ours; undefined where it is no address. */
  const clientIn = (passedOn: readonly string[]): string | undefined => {
    const address = passedOn.findLast((one) => !isTrusted(one)) ?? passedOn[0];
    return address !== undefined && isIP(address) > 0 ? address : undefined;
  };
  return (context) => {
    const peer = getConnInfo(context).remote.address ?? '';
    const [list, standard] = [context.req.header('x-forwarded-for'), context.req.header('forwarded')];
    if (!isTrusted(peer)) {
      if (list !== undefined || standard !== undefined) unbelieved(peer);
      return peer;
    }
    const forwarded = [addressesOf(list, /^(.*)$/u), addressesOf(standard, /(?:^|;)\s*for\s*=\s*"?([^";]*)/iu)].filter(
      (one) => one.length > 0,
    );
    const clients = new Set(forwarded.map(clientIn));
    // A proxy that writes one of the headers may pass on the other as a stranger sent it.
    return clients.size === 1 ? ([...clients][0] ?? peer) : peer;
  };
}

/** Returns whether a setting names an address, or a network such as 10.0.0.0/8. */
export function isProxyAddress(text: string): boolean {
  try {
    addProxy(new BlockList(), text);
    return true;
  } catch {
    return false;
  }
}

/** Throws where it is neither an address nor a network. */
function addProxy(list: BlockList, text: string): void {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (more.length > 0) throw new Error('two networks');
  if (bits === undefined) list.addAddress(address, family);
  else if (/^\d{1,3}$/u.test(bits)) list.addSubnet(address, Number(bits), family);
  else throw new Error('no length of a network');
}

/** Returns the addresses in a header, without their ports. */
const addressesOf = (header: string | undefined, pattern: RegExp): readonly string[] =>
  (header ?? '')
    .split(',')
    .map((one) => pattern.exec(one.trim())?.[1]?.trim() ?? '')
    .filter((one) => one !== '')
    .map((one) => /^\[(.*)\](?::\d+)?$/u.exec(one)?.[1] ?? /^([\d.]+):\d+$/u.exec(one)?.[1] ?? one);
