import { implementer } from '#core/implementer.ts';
import type { SchedulesService } from './schedules.service.ts';

export function createSchedulesRouter(service: SchedulesService) {
  const { schedules } = implementer;
  return {
    schedules: {
      state: schedules.state.handler(({ context }) => service.state(context)),
      confirmTime: schedules.confirmTime.handler(({ context, input }) => service.confirmTime(context, input)),
    },
  };
}
