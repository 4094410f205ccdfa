import type { BookRule } from './book-rule.ts';

/** What statements say of themselves, their matches and the account below them. */
export const STATEMENT_RULES: readonly BookRule[] = [
  {
    name: 'statements-are-their-lines',
    countSql: "SELECT count(*) FROM statements WHERE state IN ('open', 'settled')",
    breachSql: `WITH sums AS (SELECT statement_id, count(*) AS lines, sum(amount) AS total FROM statement_lines GROUP BY statement_id)
      SELECT 'statement ' || s.number FROM statements s LEFT JOIN sums x ON x.statement_id = s.id
      WHERE s.state IN ('open', 'settled')
        AND (s.line_count <> COALESCE(x.lines, 0) OR s.line_total <> COALESCE(x.total, 0))`,
  },
  {
    name: 'matches-are-their-two-sides',
    countSql: 'SELECT count(*) FROM statement_matches',
    breachSql: `WITH theirs AS (SELECT x.match_id, sum(l.amount) AS amount FROM statement_match_lines x
          JOIN statement_lines l ON l.id = x.line_id GROUP BY x.match_id),
        ours AS (SELECT x.match_id, sum(CASE x.entry_line_id WHEN 0 THEN e.amount ELSE n.amount END) AS amount
          FROM statement_match_entries x JOIN supplier_entries e ON e.id = x.entry_id
          LEFT JOIN supplier_entry_lines n ON n.id = x.entry_line_id AND n.entry_id = x.entry_id GROUP BY x.match_id)
      SELECT 'statement ' || s.number || ' match ' || m.id FROM statement_matches m JOIN statements s ON s.id = m.statement_id
        LEFT JOIN theirs t ON t.match_id = m.id LEFT JOIN ours o ON o.match_id = m.id
      WHERE m.difference IS NOT t.amount - o.amount`,
  },
  {
    // Settling closes the account up to the statement's end: before it, in its days and between statements. Before that was refused,
    // entries came in afterwards.
    name: 'settled-statements-stand-on-the-account',
    countSql: "SELECT count(*) FROM statements WHERE state = 'settled'",
    breachSql: `SELECT 'statement ' || s.number FROM statements s
      WHERE s.state = 'settled' AND s.settled_closing - s.settled_difference IS NOT COALESCE((SELECT sum(e.amount)
        FROM supplier_entries e WHERE e.supplier_id = s.supplier_id AND e.occurred_on <= s.to_on AND NOT (e.posted_at > s.settled_at
          AND e.posted_at < (SELECT at FROM migrations WHERE name LIKE '0310-%'))), 0)`,
  },
  {
    name: 'settled-adjustments-stand',
    countSql: `SELECT count(*) FROM statement_differences d JOIN statements s ON s.id = d.statement_id
      WHERE s.state = 'settled' AND d.resolution = 'adjusted'`,
    breachSql: `SELECT 'statement ' || s.number || ' entry ' || COALESCE(e.number, '') FROM statements s
        JOIN statement_differences d ON d.statement_id = s.id LEFT JOIN supplier_entries e ON e.id = d.adjustment_entry_id
      WHERE s.state = 'settled' AND (d.resolution = 'open' OR (d.resolution = 'adjusted'
        AND (e.id IS NULL OR EXISTS (SELECT 1 FROM supplier_entries r WHERE r.reverses_id = e.id))))`,
  },
  {
    name: 'statement-lines-matched-once',
    countSql: 'SELECT count(*) FROM statement_lines',
    breachSql: `SELECT 'line ' || l.line_id FROM statement_match_lines l JOIN statement_matches m ON m.id = l.match_id
      WHERE m.state = 'confirmed' GROUP BY l.line_id HAVING count(*) > 1`,
  },
  {
    name: 'settled-statements-are-explained',
    countSql: "SELECT count(*) FROM statements WHERE state = 'settled'",
    breachSql: `SELECT 'statement ' || s.id || ' line ' || l.id FROM statements s JOIN statement_lines l ON l.statement_id = s.id
      WHERE s.state = 'settled' AND l.amount <> 0 AND l.kind NOT IN ('opening', 'closing')
        AND NOT EXISTS (SELECT 1 FROM statement_match_lines x JOIN statement_matches m ON m.id = x.match_id
          WHERE x.line_id = l.id AND m.state = 'confirmed')
        AND NOT EXISTS (SELECT 1 FROM statement_differences d WHERE d.line_id = l.id
          AND d.resolution IN ('accepted', 'adjusted', 'claimed'))`,
  },
  {
    // Settling locks what its days hold, and they take nothing more. Before that was refused, entries came in afterwards.
    name: 'settled-days-hold-what-was-settled',
    countSql: 'SELECT count(*) FROM supplier_entries WHERE settled_statement_id IS NOT NULL',
    breachSql: `SELECT 'entry ' || e.number || ' statement ' || s.number FROM statements s
        JOIN supplier_entries e ON e.supplier_id = s.supplier_id AND e.occurred_on BETWEEN s.from_on AND s.to_on
      WHERE s.state = 'settled' AND e.settled_statement_id IS NOT s.id AND (e.settled_statement_id IS NOT NULL
        OR e.posted_at >= (SELECT at FROM migrations WHERE name LIKE '0310-%'))
      UNION ALL SELECT 'entry ' || e.number FROM supplier_entries e WHERE e.settled_statement_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.id = e.settled_statement_id AND s.state = 'settled'
          AND s.supplier_id = e.supplier_id AND e.occurred_on BETWEEN s.from_on AND s.to_on)`,
  },
];
