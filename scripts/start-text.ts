import type { HostLanguage } from '#hosts/node/host-language.ts';

const ENGLISH = {
  usage: `npm start -- [options]
  --web          browser mode, even where the desktop window could open
  --demo         open the demo shop, in a folder of its own
  --data DIR     another data folder
  --port N       port of browser mode (any free one otherwise)
  --no-open      only print the address`,
  building: 'Building KaCang…',
  buildFailed: 'KaCang could not be built; what stands above says why. Run npm ci once more and then npm start.',
  fetchingDesktop: 'Fetching the desktop window (once)…',
  noDisplay: 'No display here: browser mode.',
  asRoot: 'The desktop window does not run as root: browser mode.',
  noElectron: 'The desktop window is not installed and could not be fetched: browser mode.',
  desktopFailed: 'The desktop window could not begin on this system: browser mode.',
  opened: (url: string) => `KaCang: ${url}`,
  once: 'The address works once, for a minute; run npm start again for a new one. Ctrl+C ends KaCang.',
  running: 'KaCang is already running on this folder.',
  shown: 'KaCang is already running; its window was brought forward.',
  makingDemo: 'Making the demo shop (once)…',
  demoFailed: 'The demo shop could not be made.',
  demoOwner: (name: string, passphrase: string) => `Demo shop: sign in as ${name} with ${passphrase}`,
  stopping: 'Ending…',
  badPort: 'The port must be a number from 0 to 65535.',
};

const CHINESE: typeof ENGLISH = {
  usage: `npm start -- [选项]
  --web          使用浏览器模式,即使可以打开桌面窗口
  --demo         打开演示店铺(使用独立的文件夹)
  --data 目录    指定数据文件夹
  --port 端口    浏览器模式的端口(不写则自动选择)
  --no-open      只打印网址,不打开浏览器`,
  building: '正在构建卡仓……',
  buildFailed: '卡仓没有构建成功,原因见上。请重新运行 npm ci,再运行 npm start。',
  fetchingDesktop: '正在下载桌面窗口(仅第一次)……',
  noDisplay: '这里没有显示器:使用浏览器模式。',
  asRoot: '桌面窗口不能以 root 运行:使用浏览器模式。',
  noElectron: '桌面窗口未安装,也无法下载:使用浏览器模式。',
  desktopFailed: '桌面窗口在这个系统上无法启动:使用浏览器模式。',
  opened: (url) => `卡仓:${url}`,
  once: '网址一分钟内有效,只能用一次;再次运行 npm start 可得到新网址。按 Ctrl+C 退出卡仓。',
  running: '卡仓已在这个文件夹上运行。',
  shown: '卡仓已在运行,窗口已切换到前面。',
  makingDemo: '正在建立演示店铺(仅第一次)……',
  demoFailed: '演示店铺没有建成。',
  demoOwner: (name, passphrase) => `演示店铺:用户 ${name},口令 ${passphrase}`,
  stopping: '正在退出……',
  badPort: '端口必须是 0 到 65535 的数字。',
};

export function startText(language: HostLanguage): typeof ENGLISH {
  return language === 'zh-CN' ? CHINESE : ENGLISH;
}
