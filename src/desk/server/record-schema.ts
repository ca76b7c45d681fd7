/** The part of JSON Schema that the schemas of records use. */
export type RecordSchema = {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, RecordSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: RecordSchema | readonly RecordSchema[] | undefined;
  readonly anyOf?: readonly RecordSchema[] | undefined;
  readonly oneOf?: readonly RecordSchema[] | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly const?: string | boolean | undefined;
  readonly pattern?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
};
