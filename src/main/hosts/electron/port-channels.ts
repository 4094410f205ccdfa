/** The two words of the only conversation between preload and main. */
export const PORT_WANTED_CHANNEL = 'kacang-port-wanted';
export const PORT_CHANNEL = 'kacang-port';
