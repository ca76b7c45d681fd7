/** The marker by which a delivered message is found again in its channel. Pure. */
import { hash } from 'node:crypto';

export type Component = {
  readonly id?: number;
  readonly custom_id?: string;
  readonly components?: readonly Component[];
  readonly options?: readonly { readonly value?: string }[];
};

/** Tells whether a component carries a marker. */
export function hasMarker(components: readonly Component[] | undefined, marker: string): boolean {
  return (components ?? []).some(
    ({ id, custom_id, components: inner, options }) =>
      id === markerNumber(marker) ||
      custom_id?.endsWith(`#${marker}`) === true ||
      options?.some(({ value }) => value?.endsWith(`#${marker}`) === true) === true ||
      hasMarker(inner, marker),
  );
}

/** Returns the number by which a marked text is known in its message, which Discord keeps: https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
export const markerNumber = (marker: string): number =>
  (hash('sha256', marker, 'buffer').readUInt32BE(0) % 0x3f_ff_ff_ff) + 0x40_00_00_00;
