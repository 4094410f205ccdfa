import type { HostLanguage } from '#hosts/node/host-language.ts';

const ENGLISH = {
  name: 'KaCang',
  open: 'Open KaCang',
  lock: 'Lock the window',
  quit: 'Quit KaCang',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  dataFolder: 'Show the data folder',
  states: { normal: 'KaCang', alert: 'KaCang: something needs you', paused: 'KaCang: paused until someone signs in' },
  leaving: {
    message: 'What you typed is not saved yet',
    detail: 'It is gone once the window closes.',
    stay: 'Stay here',
    leave: 'Close without saving',
  },
  cannotStart: 'KaCang cannot start',
  unexpected: 'Something unexpected happened; the log in the data folder has the details.',
};

const CHINESE: typeof ENGLISH = {
  name: '卡仓',
  open: '打开卡仓',
  lock: '锁定窗口',
  quit: '退出卡仓',
  edit: '编辑',
  view: '视图',
  window: '窗口',
  dataFolder: '显示数据文件夹',
  states: { normal: '卡仓', alert: '卡仓:有事项需要处理', paused: '卡仓:已暂停,登录后继续' },
  leaving: {
    message: '填的内容还没有保存',
    detail: '关闭窗口，填的内容就没有了。',
    stay: '留下继续填',
    leave: '关闭，不保存',
  },
  cannotStart: '卡仓无法启动',
  unexpected: '出现意外错误,详情见数据文件夹中的日志。',
};

export function desktopText(language: HostLanguage): typeof ENGLISH {
  return language === 'zh-CN' ? CHINESE : ENGLISH;
}

export type DesktopText = typeof ENGLISH;
