import { eventsContract, filesContract, jobsContract } from './files.contract.ts';
import { sessionsContract, shopContract, usersContract } from './identity.contract.ts';

/** Everything that a window, a script or a test may ask of KaCang. One key per area's noun. */
export const contract = {
  sessions: sessionsContract,
  shop: shopContract,
  users: usersContract,
  files: filesContract,
  jobs: jobsContract,
  events: eventsContract,
};
export type Contract = typeof contract;
