import { implementer } from '#core/implementer.ts';
import type { ListExports } from './list-exports.service.ts';

export function createListsRouter(service: ListExports) {
  const { lists } = implementer;
  return { lists: { export: lists.export.handler(({ context, input }) => service.export(context, input)) } };
}
