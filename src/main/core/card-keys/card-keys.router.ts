import { implementer } from '#core/implementer.ts';
import type { CardKeysService } from './card-keys.service.ts';

export function createCardKeysRouter(service: CardKeysService) {
  const { cardKeys } = implementer;
  return {
    cardKeys: {
      list: cardKeys.list.handler(({ context, input }) => service.list(context, input)),
      find: cardKeys.find.handler(({ context, input }) => service.find(context, input.text)),
      lookup: cardKeys.lookup.handler(({ context, input }) => service.lookup(context, input)),
      get: cardKeys.get.handler(({ context, input }) => service.get(context, input.id)),
      timeline: cardKeys.timeline.handler(({ context, input }) => service.timeline(context, input.id)),
      reveal: cardKeys.reveal.handler(({ context, input }) => service.reveal(context, input)),
      recordCopy: cardKeys.recordCopy.handler(({ context, input }) => service.recordCopy(context, input)),
      export: cardKeys.export.handler(({ context, input }) => service.export(context, input)),
    },
  };
}
