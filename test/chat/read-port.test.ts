import { expect, test } from 'vitest';
import { readPort } from '../../src/shared/read-port.ts';

test.each([
  ['1', 1],
  ['3000', 3000],
  ['65535', 65_535],
  ['00080', 80],
])('%s is a port', (value, port) => {
  expect(readPort(value)).toBe(port);
});

test.each([undefined, '', '0', '65536', '-1', '1.5', '1e3', ' 80', '0x50', '000080', '８０'])('%j is none', (value) => {
  expect(readPort(value)).toBeUndefined();
});
