import { MARK_KIND } from '#core/card-keys/key-marks.repo.ts';
import type { BookRule } from './book-rule.ts';

interface Mark {
  readonly name: string;
  /** What a key is to be found by. */
  readonly ofKeys: { readonly mark: string; readonly where: string };
  readonly table: { readonly mark: string; readonly from: string };
}

const markOf = (kind: keyof typeof MARK_KIND, mark: string, where = '1'): Mark => ({
  name: kind,
  ofKeys: { mark, where },
  table: { mark: 'mark', from: `key_marks WHERE kind = ${MARK_KIND[kind]}` },
});
const MARKS: readonly Mark[] = [
  {
    name: 'pair',
    ofKeys: { mark: 'pair_mac', where: "state <> 'withdrawn'" },
    table: { mark: 'pair_mac', from: 'key_pairs' },
  },
  markOf('number', 'number_mac', 'number_mac IS NOT NULL'),
  markOf('secret', 'secret_mac', 'secret_mac IS NOT NULL'),
  markOf('loose', 'loose_mac'),
  markOf('tail', 'CAST(number_tail AS BLOB)', "number_tail <> ''"),
];

const LOADED = "batch_id NOT IN (SELECT id FROM batches WHERE state = 'loading')";

/** A key that cannot be found by one of its marks. With an order both sides are merged; each looked up by itself takes ten times as long. */
const missing = ({ name, ofKeys, table }: Mark): string =>
  `SELECT 'key ' || id || ' by its ${name}' FROM (
     SELECT ${ofKeys.mark} AS mark, id FROM card_keys WHERE ${ofKeys.where} AND ${LOADED}
     EXCEPT SELECT ${table.mark}, key_id FROM ${table.from} ORDER BY 1, 2)`;

/** As every key has its own, whatever more there is leads to none: no mark stands twice for one key. */
const astray = ({ name, ofKeys, table }: Mark): string =>
  `SELECT '${name} without a key' WHERE (SELECT count(*) FROM ${table.from})
     > (SELECT count(*) FROM card_keys WHERE ${ofKeys.where})`;

/** Every key is found by what it holds, and by nothing else (decision 0010). A batch that is loading may lack marks. */
export const MARK_RULE: BookRule = {
  name: 'keys-are-found-by-their-marks',
  countSql: 'SELECT (SELECT count(*) FROM key_pairs) + (SELECT count(*) FROM key_marks)',
  breachSql: MARKS.flatMap((mark) => [missing(mark), astray(mark)]).join(' UNION ALL '),
};
