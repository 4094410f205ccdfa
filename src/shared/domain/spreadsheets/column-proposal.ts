/** Why a column is proposed for what it is. */
export type MappingReason =
  | 'saved'
  | 'name'
  | 'part-of-name'
  | 'values'
  | 'only-column'
  | 'position'
  | 'duplicate-name'
  | 'look-alike'
  | 'unsettled'
  | 'nothing-known';

export interface ColumnProposal<Role extends string> {
  readonly columnIndex: number;
  readonly name: string;
  readonly role: Role;
  /** 0 to 1; under 0.6 the screen asks. */
  readonly confidence: number;
  readonly reasons: readonly MappingReason[];
  /** Where nothing in the sheet tells, and a wrong guess is wrong money: what a person chooses between. */
  readonly choices?: readonly Role[];
}
