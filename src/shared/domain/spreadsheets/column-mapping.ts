import type { Day } from '../time/business-time.ts';
import type { ColumnProposal, MappingReason } from './column-proposal.ts';
import { type ColumnShape, describeColumn } from './column-shape.ts';
import { normalizeColumnName, roleOfColumnName, type SheetKind, type SheetRoles } from './column-vocabulary.ts';
import type { SheetHeader } from './header-row.ts';
import type { SheetRow } from './sheet-row.ts';
import { areMost, isDayOfMonth, isPieces, pricedColumns } from './statement-columns.ts';
import { isNetRole, settleNetColumns } from './statement-net-columns.ts';

/** What a person once said of a header's columns: role by column name, and for nameless columns by position. */
export interface SavedMapping<Role extends string> {
  readonly signature: string;
  readonly roles: readonly Role[];
  /** Saved before columns of discounts and refunds were known: those it left out are looked at anew. */
  readonly isOlder?: boolean;
}

export interface MappingRequest<Kind extends SheetKind> {
  readonly kind: Kind;
  readonly header: SheetHeader;
  /** Rows under the header; a few dozen are enough. */
  readonly sampleRows: readonly SheetRow[];
  readonly saved?: SavedMapping<SheetRoles[Kind]>;
  /** What divides its lines stands between the parts of one key and never between keys: `----`. */
  readonly hasOneKeyPerLine?: boolean;
  /** Days under no name that are all over by then say when keys were bought, not until when they live. */
  readonly today?: Day;
}

/** Proposes what each column holds: what was saved for this header, else its name, else the shape of its values. */
export function proposeMapping<Kind extends SheetKind>(
  request: MappingRequest<Kind>,
): ColumnProposal<SheetRoles[Kind]>[] {
  const { kind, header, saved, sampleRows } = request;
  const shapes = header.names.map((name, columnIndex) => describeColumn(sampleRows, columnIndex, name));
  if (saved && saved.signature === header.signature && !isDenied(saved, header, shapes)) {
    // Columns under no name are no part of what a header is known by: there may be more of them this time.
    const known = header.names.map((name, columnIndex): ColumnProposal<SheetRoles[Kind]> => {
      const role = saved.roles[columnIndex];
      return role === undefined || (saved.isOlder && role === 'ignore' && isNetName(kind, name))
        ? proposeByName(kind, name, columnIndex, shapes[columnIndex])
        : { columnIndex, name, role, confidence: 0.98, reasons: ['saved'] };
    });
    const settled = saved.isOlder ? (settleNetColumns(known, sampleRows) as typeof known) : known;
    return fillByShape(kind, settled, shapes, request);
  }
  const byName = header.names.map((name, columnIndex) => proposeByName(kind, name, columnIndex, shapes[columnIndex]));
  const told =
    kind === 'statement'
      ? (settleNetColumns(settleUnpaid(settleSummary(byName)), sampleRows) as ColumnProposal<SheetRoles[Kind]>[])
      : byName;
  const withoutClashes = settleClashes(told, header);
  const complete = fillByShape(kind, withoutClashes, shapes, request);
  return kind === 'card-keys' ? (settlePassword(complete) as ColumnProposal<SheetRoles[Kind]>[]) : complete;
}

/** The mapping as it is remembered for the next file with this header. */
export function toSavedMapping<Role extends string>(header: SheetHeader, roles: readonly Role[]): SavedMapping<Role> {
  return { signature: header.signature, roles };
}

/** `优惠`, `退款金额`, `实付`: what a statement's column of that name says of its amounts. */
function isNetName(kind: SheetKind, name: string): boolean {
  return kind === 'statement' && isNetRole(roleOfColumnName(kind, name)?.role ?? '');
}

function ignore<Kind extends SheetKind>(): SheetRoles[Kind] {
  return 'ignore' as SheetRoles[Kind];
}

function proposeByName<Kind extends SheetKind>(
  kind: Kind,
  name: string,
  columnIndex: number,
  shape: ColumnShape | undefined,
): ColumnProposal<SheetRoles[Kind]> {
  const named = roleOfColumnName(kind, name);
  if (!named)
    return { columnIndex, name, role: ignore<Kind>(), confidence: name === '' ? 0.3 : 0.4, reasons: ['nothing-known'] };
  const isContradicted = shape !== undefined && contradicts(named.role, shape);
  const base = named.match === 'exact' ? 0.95 : 0.7;
  return {
    columnIndex,
    name,
    role: named.role,
    confidence: isContradicted ? base - 0.45 : base,
    reasons: [named.match === 'exact' ? 'name' : 'part-of-name', ...(isContradicted ? (['values'] as const) : [])],
  };
}

/**
 * Columns without any name are known by their count alone: another text of as many columns need not be alike, and what was
 * saved does not stand against its values.
 */
function isDenied({ roles }: SavedMapping<string>, { names }: SheetHeader, shapes: readonly ColumnShape[]): boolean {
  if (names.some((name) => name !== '')) return false;
  return roles.some((role, index) => {
    const shape = shapes[index];
    if (shape === undefined || shape.filled === 0) return false;
    if (role === 'redeemLink') return shape.links === 0;
    return contradicts(role, shape) || (NUMBERS_OF_KEYS.has(role) && shape.isCounter && shape.filled > 1);
  });
}

const NUMBERS_OF_KEYS: ReadonlySet<string> = new Set(['cardNumber', 'secret', 'password']);

/** A name that its values deny: days under `金额`, words under `有效期`. */
function contradicts(role: string, shape: ColumnShape): boolean {
  if (shape.filled === 0) return false;
  if (role === 'expiresOn') return shape.validities === 0;
  if (role === 'occurredOn' || role === 'usedOn') return shape.days === 0;
  if (role === 'faceValue' || role === 'unitCost' || role === 'amount' || role === 'unitPrice')
    return shape.amounts === 0;
  return false;
}

/** Roles that any number of columns may have. */
const SHARED_ROLES: ReadonlySet<string> = new Set(['ignore', 'otherField', 'tierPrice']);

/** One column per role: of two claimants the surer one (then the first) keeps it, the other is to be asked about. */
function settleClashes<Role extends string>(
  proposals: readonly ColumnProposal<Role>[],
  header: SheetHeader,
): ColumnProposal<Role>[] {
  const best = new Map<string, ColumnProposal<Role>>();
  for (const proposal of proposals) {
    const rival = best.get(proposal.role);
    if (!rival || proposal.confidence > rival.confidence) best.set(proposal.role, proposal);
  }
  return proposals.map((proposal) => {
    if (SHARED_ROLES.has(proposal.role)) return proposal;
    const hasTwin = header.duplicates.includes(proposal.columnIndex);
    if (best.get(proposal.role) === proposal)
      return hasTwin ? { ...proposal, confidence: 0.5, reasons: ['name', 'duplicate-name'] } : proposal;
    return { ...proposal, role: 'ignore' as Role, confidence: hasTwin ? 0.4 : 0.5, reasons: ['duplicate-name'] };
  });
}

/** Gives the columns that must be there, but whose names say nothing, to the values that look right. */
function fillByShape<Kind extends SheetKind>(
  kind: Kind,
  proposals: readonly ColumnProposal<SheetRoles[Kind]>[],
  shapes: readonly ColumnShape[],
  { sampleRows, hasOneKeyPerLine = false, today }: MappingRequest<Kind>,
): ColumnProposal<SheetRoles[Kind]>[] {
  const filled = [...proposals];
  const has = (role: string) => filled.some((proposal) => proposal.role === role);
  const open = () =>
    filled.filter(
      ({ role, reasons, columnIndex }) =>
        role === 'ignore' && reasons.includes('nothing-known') && (shapes[columnIndex]?.filled ?? 0) > 0,
    );
  const give = (columnIndex: number | undefined, role: string, confidence: number, reason: MappingReason) => {
    const proposal = columnIndex === undefined ? undefined : filled[columnIndex];
    if (proposal)
      filled[proposal.columnIndex] = { ...proposal, role: role as SheetRoles[Kind], confidence, reasons: [reason] };
  };
  const firstWith = (test: (shape: ColumnShape) => boolean) =>
    open().find(({ columnIndex }) => {
      const shape = shapes[columnIndex];
      return shape !== undefined && test(shape);
    })?.columnIndex;
  const isMostly = (part: number, shape: ColumnShape) => part >= shape.filled * 0.8;

  // Left out, it would let used and sold keys in.
  if ((kind === 'card-keys' || kind === 'stock-take') && !has('status'))
    give(
      firstWith((shape) => isMostly(shape.statuses, shape)),
      'status',
      0.65,
      'values',
    );
  if (kind === 'card-keys') {
    if (!has('redeemLink'))
      give(
        firstWith((shape) => isMostly(shape.links, shape)),
        'redeemLink',
        0.85,
        'values',
      );
    if (!has('account'))
      give(
        firstWith((shape) => isMostly(shape.mails, shape)),
        'account',
        0.85,
        'values',
      );
    const isOfDays = (shape: ColumnShape) =>
      isMostly(shape.days, shape) && shape.longest <= 19 && shape.days > 0 && !shape.isCounter;
    const isToCome = (shape: ColumnShape) => today === undefined || (shape.lastDay ?? '') > today;
    if (!has('expiresOn'))
      give(
        firstWith((shape) => isOfDays(shape) && isToCome(shape)),
        'expiresOn',
        0.6,
        'values',
      );
    // Days that are all over tell when keys were bought: no expiry, and no part of a key.
    for (const { columnIndex } of open()) {
      const shape = shapes[columnIndex];
      if (shape !== undefined && isOfDays(shape) && !isToCome(shape)) give(columnIndex, 'ignore', 0.5, 'values');
    }
    const candidates = open()
      .map(({ columnIndex }) => columnIndex)
      .filter((index) => isKeyLike(shapes[index]));
    const alike = has('cardNumber') || has('secret') ? [] : lookAlikes(candidates, shapes, hasOneKeyPerLine);
    if (alike.length === 0) giveKeyColumns(candidates, has, give);
    for (const columnIndex of alike) give(columnIndex, 'ignore', 0.3, 'look-alike');
  }
  if (kind === 'stock-take' && !has('cardNumber'))
    give(
      firstWith((shape) => isKeyLike(shape)),
      'cardNumber',
      0.6,
      'values',
    );
  if (kind === 'statement') {
    const columnsOf = (test: (columnIndex: number, shape: ColumnShape) => boolean) =>
      open().flatMap(({ columnIndex }) => {
        const shape = shapes[columnIndex];
        return shape !== undefined && !shape.isCounter && test(columnIndex, shape) ? [columnIndex] : [];
      });
    if (!has('occurredOn')) {
      const [days] = columnsOf(
        (index, shape) => isMostly(shape.days, shape) || areMost(sampleRows, index, isDayOfMonth),
      );
      give(days, 'occurredOn', 0.6, 'values');
    }
    if (!['amount', 'income', 'expense'].some(has)) {
      const amounts = columnsOf((_, shape) => isMostly(shape.amounts, shape));
      const named = (role: string) => filled.flatMap((column) => (column.role === role ? [column.columnIndex] : []));
      const [quantities, prices] = [named('quantity'), named('unitPrice')];
      const priced = pricedColumns(sampleRows, {
        quantities: quantities.length > 0 ? quantities : columnsOf((index) => areMost(sampleRows, index, isPieces)),
        prices: prices.length > 0 ? prices : amounts,
        amounts,
      });
      // Which of several it is nobody can tell: a price read as the amount would pass unseen.
      const lone = amounts.length === 1 ? amounts[0] : undefined;
      give(priced?.amount ?? lone, 'amount', priced ? 0.55 : 0.4, 'values');
      if (priced && quantities.length === 0) give(priced.quantity, 'quantity', 0.55, 'values');
      if (priced && prices.length === 0) give(priced.unitPrice, 'unitPrice', 0.55, 'values');
    }
    if (!has('product')) {
      const [product] = columnsOf((index) =>
        areMost(sampleRows, index, (text) => /\p{Script=Han}/u.test(text) && !isPieces(text)),
      );
      give(product, 'product', 0.5, 'values');
    }
  }
  return filled;
}

function giveKeyColumns(
  candidates: readonly number[],
  has: (role: string) => boolean,
  give: (columnIndex: number | undefined, role: string, confidence: number, reason: MappingReason) => void,
): void {
  const rest = [...candidates];
  const hasSecret = ['secret', 'redeemLink', 'password'].some(has);
  if (rest.length === 1 && !hasSecret && !has('account')) {
    const isOnly = !has('cardNumber');
    give(rest[0], 'secret', isOnly ? 0.75 : 0.7, isOnly ? 'only-column' : 'values');
    return;
  }
  if (!has('cardNumber') && !has('account') && rest.length > 0) give(rest.shift(), 'cardNumber', 0.65, 'position');
  if (!hasSecret) give(rest.shift(), has('account') && !has('cardNumber') ? 'password' : 'secret', 0.65, 'position');
  if (has('account')) for (const columnIndex of rest) give(columnIndex, 'otherField', 0.5, 'position');
}

const SHORTEST_ALIKE = 6;
/** So many characters numbers of one series begin with in common; secrets do not. */
const LEAST_IN_COMMON = 3;

/**
 * Nameless columns of one build: most likely several keys in each line, of which two would pass for one. Two of them are a number
 * and its secret where one alone looks like the numbers of a series, or where their divider never stands between keys.
 */
function lookAlikes(
  candidates: readonly number[],
  shapes: readonly ColumnShape[],
  hasOneKeyPerLine: boolean,
): readonly number[] {
  const byBuild = new Map<string, number[]>();
  for (const index of candidates) {
    const { build = null, longest = 0 } = shapes[index] ?? {};
    if (build === null || longest < SHORTEST_ALIKE) continue;
    byBuild.set(build, [...(byBuild.get(build) ?? []), index]);
  }
  const isSeries = (index: number): boolean => (shapes[index]?.common ?? 0) >= LEAST_IN_COMMON;
  const isPair = (indexes: readonly number[]): boolean =>
    indexes.length === 2 && (hasOneKeyPerLine || indexes.filter(isSeries).length === 1);
  return [...byBuild.values()].find((indexes) => indexes.length >= 2 && !isPair(indexes)) ?? [];
}

/** `微信区` and `QQ区` beside a code are no part of it. */
function isInWords({ codes, filled, words }: ColumnShape): boolean {
  return words > 0 && codes < filled * 0.5;
}

function isKeyLike(shape: ColumnShape | undefined): boolean {
  return (
    shape !== undefined &&
    shape.filled > 0 &&
    !shape.isCounter &&
    shape.distinct >= shape.filled * 0.9 &&
    shape.longest >= 3 &&
    !isInWords(shape)
  );
}

/** Says what a line is about: the product where no other column does. */
const SUMMARY_NAMES: ReadonlySet<string> = new Set(['摘要', 'particulars']);

/** `摘要` beside a column of products is the remark of a line, or its type where there are remarks too. */
function settleSummary(proposals: readonly ColumnProposal<string>[]): ColumnProposal<string>[] {
  const isSummary = ({ name }: ColumnProposal<string>) => SUMMARY_NAMES.has(normalizeColumnName(name));
  const has = (role: string) => proposals.some((proposal) => proposal.role === role && !isSummary(proposal));
  if (!has('product')) return [...proposals];
  const role = ['remark', 'type'].find((candidate) => !has(candidate)) ?? 'ignore';
  return proposals.map((proposal) => (isSummary(proposal) ? { ...proposal, role } : proposal));
}

/** `金额 | 已付金额 | 欠款金额`: what is left of a line is no second charge. Whether it is a running balance a person may say. */
function settleUnpaid(proposals: readonly ColumnProposal<string>[]): ColumnProposal<string>[] {
  if (!proposals.some(({ role }) => role === 'amount')) return [...proposals];
  return proposals.map((proposal) =>
    proposal.role === 'expense' && /欠款|未付/.test(proposal.name)
      ? { ...proposal, role: 'ignore', confidence: 0.5, reasons: ['part-of-name'] }
      : proposal,
  );
}

/** `密码` is the secret of a card unless the sheet has an account for it. */
function settlePassword(proposals: readonly ColumnProposal<string>[]): ColumnProposal<string>[] {
  const has = (role: string) => proposals.some((proposal) => proposal.role === role);
  if (has('account') || has('secret')) return [...proposals];
  return proposals.map((proposal) => (proposal.role === 'password' ? { ...proposal, role: 'secret' } : proposal));
}
