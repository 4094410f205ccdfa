/**
 * Builds as for a release, whatever NODE_ENV says where it was called: with another value the window would carry what React and
 * Ant Design look after in development, which is slower and writes warnings on the console.
 */
export async function asProduction(build: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV: before } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
