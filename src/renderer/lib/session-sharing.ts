import { readToken } from './session-token.ts';

const CHANNEL_NAME = 'kacang.session-sharing';
const ANSWER_WAIT_MILLISECONDS = 400;

type SharingMessage = { kind: 'asked'; asker: string } | { kind: 'answered'; asker: string; token: string };

/** A link opened in a new tab starts with an empty sessionStorage: a tab that is signed in hands its session over. */
export function askOtherTabsForSession(): Promise<string | null> {
  const asker = crypto.randomUUID();
  const channel = new BroadcastChannel(CHANNEL_NAME);
  return new Promise((resolve) => {
    const finish = (token: string | null): void => {
      clearTimeout(timer);
      channel.close();
      resolve(token);
    };
    const timer = setTimeout(() => finish(null), ANSWER_WAIT_MILLISECONDS);
    channel.addEventListener('message', (event: MessageEvent<SharingMessage>) => {
      if (event.data.kind === 'answered' && event.data.asker === asker) finish(event.data.token);
    });
    channel.postMessage({ kind: 'asked', asker } satisfies SharingMessage);
  });
}

export function answerTabsThatAsk(): void {
  const channel = new BroadcastChannel(CHANNEL_NAME);
  channel.addEventListener('message', (event: MessageEvent<SharingMessage>) => {
    const token = readToken();
    if (event.data.kind !== 'asked' || !token) return;
    channel.postMessage({ kind: 'answered', asker: event.data.asker, token } satisfies SharingMessage);
  });
}
