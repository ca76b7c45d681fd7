/** How values stand in columns: instants as epoch milliseconds, what is undefined as null, texts without U+0000. Queries and their results know nothing of it. */
import {
  CamelCasePlugin,
  OperationNodeTransformer,
  type KyselyPlugin,
  type PrimitiveValueListNode,
  type ValueNode,
} from 'kysely';

/** Returns text without U+0000, which PostgreSQL cannot store; text of platforms is untrusted. */
const withoutNul = (text: string): string => text.replaceAll('\0', '');

const toColumn = (value: unknown): unknown =>
  value instanceof Temporal.Instant ? value.epochMilliseconds : typeof value === 'string' ? withoutNul(value) : value;

class ColumnValues extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: toColumn(node.value) };
  }
  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(toColumn) };
  }
}

/** Columns that hold instants are called so. */
const INSTANT = /^at$|At$|^(?:firstSeen|lastSeen|newSince)$/u;

const fromColumn = (name: string, value: unknown): unknown =>
  value === null
    ? undefined
    : typeof value === 'number' && INSTANT.test(name)
      ? Temporal.Instant.fromEpochMilliseconds(value)
      : value;

const columnValues = new ColumnValues();

/** The plugins of the database: columns are called in the code as its own names are. */
export const COLUMN_PLUGINS: KyselyPlugin[] = [
  new CamelCasePlugin(),
  {
    transformQuery: ({ node }) => columnValues.transformNode(node),
    transformResult: async ({ result }) => ({
      ...result,
      rows: result.rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, fromColumn(name, value)])),
      ),
    }),
  },
];
