import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../src/app/documents/pinned-request.ts';

test.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '223.5.5.5', '2606:4700::1111', '2400:3200::1'])(
  '%s is of a public host',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  '2001:db8::1',
  '2001:0:7f00:1::1',
  '2002:7f00:1::',
  'localhost',
  '127.1',
  '',
])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
