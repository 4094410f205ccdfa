import { audit, type Context, systemContext, today, write } from '#core/context.ts';
import type { Kernel } from '#core/kernel.ts';
import { Refusal } from '#core/refusal.ts';
import type { SchedulesState } from '#shared/contract/schedules.contract.ts';
import type { Day } from '#shared/domain/time/business-time.ts';
import {
  clockLeaptFrom,
  isClockInDoubt,
  isClockSetBack,
  latestWrittenAt,
  noteTime,
  takeTimeAsRight,
} from './clock-mark.ts';
import { areSchedulesDisarmed } from './schedules.ts';
import { readSetting, writeSetting } from './settings.repo.ts';
import { findShopSettings, shopSettings } from './shop-settings.ts';

const TICK_MILLISECONDS = 30_000;
const DAY_DONE_SETTING = 'schedules.dayDoneOn';
/** A person looks at the time shown for a while before confirming it. */
const CONFIRMATION_MILLISECONDS = 10 * 60_000;

/** What time does to the shop. */
export interface TimedWork {
  /** What ends or expires by itself; asked for often, cheap where nothing is due. */
  followTime(): Promise<void>;
  /** Once for each new business day, however many were slept through. */
  changeDay(): Promise<void>;
}

/**
 * The shop's own clockwork: one tick, which hosts may ask for when the computer wakes up. While the clock is set back, or has
 * leapt by more than a month, nothing runs by itself: it would run at a time that has been already, or end keys and
 * reservations by a day that may not have come. People go on working.
 */
export function createSchedulesService(kernel: Kernel, work: TimedWork) {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let isPaused = false;

  function state(context: Context): SchedulesState {
    const { db } = context;
    const now = kernel.clock.now();
    const isSetBack = isClockSetBack(db, now);
    const leaptFrom = clockLeaptFrom(db, now);
    const areDisarmed = areSchedulesDisarmed(db);
    return {
      arePaused: isSetBack || leaptFrom !== null || areDisarmed,
      isClockSetBack: isSetBack,
      clockLeaptFrom: leaptFrom,
      now,
      latestWrittenAt: latestWrittenAt(db),
      areDisarmed,
      dayDoneOn: readSetting<Day>(db, DAY_DONE_SETTING),
    };
  }

  async function confirmTime(context: Context, input: { now: number }): Promise<SchedulesState> {
    await write(context, ['schedules'], (tx) => {
      const now = kernel.clock.now();
      const latest = latestWrittenAt(tx);
      const hasMoved = Math.abs(now - input.now) > CONFIRMATION_MILLISECONDS;
      if (hasMoved || !isClockInDoubt(tx, now)) throw new Refusal('CLOCK_MOVED', { now, latestWrittenAt: latest });
      takeTimeAsRight(tx, now);
      // Days that were worked through ahead of their time come again.
      const { day } = today(context);
      const doneOn = readSetting<Day>(tx, DAY_DONE_SETTING);
      if (doneOn !== null && doneOn > day) writeSetting(tx, DAY_DONE_SETTING, day);
      audit(tx, context, {
        action: 'schedules.confirmTime',
        subjectKind: 'shop',
        details: { latestWrittenAt: latest },
      });
      return {};
    });
    await tick();
    return state(context);
  }

  /** Looks at the clock and does what is due. Ticks that come while one runs share it. */
  function tick(): Promise<void> {
    running ??= follow()
      .catch((error: unknown) => {
        const name = error instanceof Error ? error.name : 'unknown';
        kernel.logger.error('schedules could not follow the time', { name });
      })
      .finally(() => {
        running = null;
      });
    return running;
  }

  async function follow(): Promise<void> {
    if (!findShopSettings(kernel.readDb) || kernel.restoring.isPrepared) return;
    notePause();
    if (isPaused) return;
    await work.followTime();
    await changeDayWhenDue();
  }

  function notePause(): void {
    const now = kernel.clock.now();
    const isSetBack = isClockSetBack(kernel.readDb, now);
    const isInDoubt = isSetBack || clockLeaptFrom(kernel.readDb, now) !== null;
    if (isInDoubt === isPaused) return;
    isPaused = isInDoubt;
    if (isInDoubt) {
      const aheadSeconds = Math.round((now - latestWrittenAt(kernel.readDb)) / 1000);
      kernel.logger.warn(isSetBack ? 'clock set back' : 'clock leapt ahead', { aheadSeconds });
      const notices = isSetBack ? SET_BACK_NOTICES : LEAP_NOTICES;
      kernel.host.notify(notices[shopSettings(kernel.readDb).language]);
    } else kernel.logger.info('clock right again');
    kernel.events.changed(['schedules']);
  }

  /** The change is noted before its work: what fails is tried at the next quit or day, not every half minute. */
  async function changeDayWhenDue(): Promise<void> {
    const { day } = today(systemContext(kernel, 'schedules.changeDay'));
    const doneOn = readSetting<Day>(kernel.readDb, DAY_DONE_SETTING);
    if (doneOn !== null && doneOn >= day) return;
    if (doneOn !== null && areSchedulesDisarmed(kernel.readDb)) return;
    await kernel.queue.write((tx) => {
      noteTime(tx, kernel.clock.now());
      writeSetting(tx, DAY_DONE_SETTING, day);
    });
    kernel.events.changed(['schedules']);
    if (doneOn === null) return;
    kernel.logger.info('day changed', { day });
    await work.changeDay();
  }

  return {
    state,
    confirmTime,
    tick,
    async start(): Promise<void> {
      if (findShopSettings(kernel.readDb)) notePause();
      if (!isPaused) await work.followTime();
      timer = setInterval(() => void tick(), TICK_MILLISECONDS);
      timer.unref();
    },
    async stop(): Promise<void> {
      if (timer) clearInterval(timer);
      timer = null;
      await running;
    },
  };
}

const SET_BACK_NOTICES = {
  'zh-CN': {
    title: '电脑时间被调回了',
    body: '电脑时间早于卡仓已记录的时间，定时任务已暂停。请在卡仓里核对。',
  },
  en: {
    title: 'The clock was set back',
    body: 'It is earlier than what KaCang has already written; schedules are paused. Look at it in KaCang.',
  },
};
const LEAP_NOTICES = {
  'zh-CN': {
    title: '电脑时间一下走了一个多月',
    body: '换日和到期等定时任务已暂停，以免卡密提前作废。请在卡仓里核对。',
  },
  en: {
    title: 'The clock has run on by more than a month',
    body: 'Schedules are paused, so that no key expires before its day. Look at it in KaCang.',
  },
};

export type SchedulesService = ReturnType<typeof createSchedulesService>;
