/** The marker of a delivery in the ids of its message's components. Pure. */
import { markerNumber } from '../render/marker-number.ts';

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
