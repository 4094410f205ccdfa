/** 备份与恢复. */
export const backup = {
  title: '备份与恢复',
  commands: { make: '立即备份', restore: '恢复备份' },
  alert: '恢复备份后还有 {{count, quantity}} 项要过目，定时任务已暂停',
  goThrough: '逐项过目',
  tabsLabel: '看什么',
  tabs: { backups: '备份', findings: '恢复发现', openFindings_other: '恢复发现（{{count, quantity}} 项未过目）' },
  columns: { at: '时间', kind: '来由', state: '状态', size: '大小', file: '文件' },
  kinds: {
    daily: '每日自动',
    quit: '退出时',
    manual: '手动',
    'before-migration': '升级前',
    'before-restore': '恢复前',
  },
  states: { verified: '已打开校验', unverified: '未校验', gone: '文件已不在' },
  empty: { title: '还没有备份', text: '每天营业结束和退出时会自动备份。现在也可以先备一份。' },
  make: { action: '立即备份', done: '备份完成，已重新打开校验', failed: '备份没有完成，之前的备份都还在。' },
  places: {
    own: '本机位置',
    second: '第二位置',
    missing: '未设置',
    why: '电脑坏了或丢了，只有第二位置的备份能救回来。',
    choose: '选择文件夹',
    change: '更换',
    save: '保存位置',
    none: '不再使用第二位置',
    folder: '文件夹完整路径',
    hint: '移动硬盘、U 盘或另一台电脑的共享文件夹。之后的每份备份都会同时写到这里。',
    type: '请填写文件夹路径',
  },
  restore: {
    open: '恢复备份',
    action: '恢复',
    title: '恢复备份',
    which: '用哪一份备份',
    choose: '从列表里选',
    orPath: '或填写备份文件的完整路径',
    read: '读取',
    to: '回到 {{at, instant}} 的“{{name}}”',
    foreign: '这是另一家店铺“{{name}}”的备份。恢复后要用它的用户和口令登录。',
    nothingSince: '这份备份之后没有发生过别的操作。',
    goes: '这份备份之后的这些操作会不在账上',
    times_other: '{{count, quantity}} 次',
    stays: '会怎样',
    quarantine_other:
      '之后交出或看过的卡密（约 {{count, quantity}} 张）会转入隔离区，不会再卖第二次；之后报损、冻结或撤销导入的也会转入隔离区。',
    aside: '现在的数据不删除，移到数据文件夹下的 replaced 文件夹里。',
    schedules: '定时任务先暂停，逐项过目恢复发现后自动恢复。',
    stops: '准备好后全店停止操作，关闭并重新打开 KaCang 才生效。',
    word: '恢复',
    confirm: '输入“{{word}}”确认',
    go: '恢复到 {{at, instant}}',
  },
  findings: {
    none: '没有恢复发现',
    noneText: '恢复过备份后，与备份之后实际发生的事不一致的地方会列在这里。',
    open_other: '还有 {{count, quantity}} 项没过目',
    disarmed: '全部过目之前，定时任务保持暂停。',
    allDone: '全部已过目，定时任务已恢复。',
    review: '已过目',
    reviewed: '已过目',
    openQuarantine: '查看隔离区',
    openMonths: '查看月结',
    kinds: {
      'keys-quarantined': {
        title_other: '{{count, quantity}} 张卡密已转入隔离区',
        text_other:
          '这 {{count, quantity}} 张在备份之后交出或看过，账上却还没有。单据 {{document}}。请对照店铺后台核对后再处理。',
      },
      'keys-written-off': {
        title_other: '{{count, quantity}} 张报损过的卡密已转入隔离区',
        text_other: '备份之后报损，账上却还可售：{{acts}}。单据 {{document}}。核对后请再报损一次。',
      },
      'keys-frozen': {
        title_other: '{{count, quantity}} 张冻结或隔离过的卡密已转入隔离区',
        text_other: '备份之后停止出售，账上却还可售：{{acts}}。单据 {{document}}。备份之后又放行过的，请核对后再放行。',
      },
      'imports-undone': {
        title_other: '{{count, quantity}} 张撤销过导入的卡密已转入隔离区',
        text_other: '备份之后撤销的导入又回到了账上：{{acts}}。单据 {{document}}。请再撤销一次；要卖的，核对后放行。',
      },
      'withheld-unknown': {
        title_other: '{{count, quantity}} 张报损或冻结过的卡密不在账上',
        text_other: '这 {{count, quantity}} 张是备份之后才导入的。重新导入原来的文件时会认出来，直接放进隔离区。',
      },
      'withheld-elsewhere': {
        title_other: '报损或冻结过的 {{count, quantity}} 张卡密是备份之后才导入的',
        text_other: '{{acts}}。重新导入原来的文件时请选“先验后卖”，或导入后马上再冻结。',
      },
      'withheld-in-doubt': {
        title_other: '备份之后有 {{count, quantity}} 张卡密报损、冻结或撤销过',
        text_other: '{{acts}}。它们与其他卡密一起在隔离区，核对后放行时请留下这些。',
      },
      'keys-resold': {
        title_other: '{{count, quantity}} 张账上已售的卡密，备份之后又卖给了别人',
        text_other:
          '这 {{count, quantity}} 张在账上还属于原来的提卡单 {{deliveries}}，其实备份之后已经退回、放行，又交给了别的买家。补录这些退货时，不要再放行这些卡密。',
      },
      'keys-sold-twice': {
        title_other: '{{count, quantity}} 张卡密卖给了两位买家',
        text_other:
          '这 {{count, quantity}} 张在这里卖出（提卡单 {{deliveries}}），在另一台电脑上又卖给了别人。请给收到的卡不能用的买家补发。',
      },
      'keys-unknown': {
        title_other: '{{count, quantity}} 张交出过的卡密不在账上',
        text_other:
          '这 {{count, quantity}} 张是备份之后才导入又交出的。重新导入原来的文件时会认出来，直接放进隔离区，不会重复出售。',
      },
      'orders-served': {
        title_other: '{{count, quantity}} 个订单在备份之后已经提过卡',
        text_other: '{{orders}}。账上没有提卡记录，但再提会被拦下；请在店铺后台核对发了什么，确实没收到的再用“补发”。',
      },
      'issued-log-replaced': {
        title_other: 'issued.log 与这份备份对不上',
        text_other:
          '它已损坏，或属于另一家店、另一台电脑，现在放在“{{folder}}”里。它还能说清的卡密已转入隔离区，是否说全了无从得知：开卖之前，请拿库存与各店铺的订单核对。',
      },
      'issued-log-broken': {
        title_other: 'issued.log 损坏，有一段无从得知',
        text_other:
          '从第 {{line, quantity}} 行起损坏，原文件在“{{folder}}”里。账上最后一笔操作是 {{since, instant}}：那之后各店铺交出的卡，请拿订单核对。',
      },
      'issued-log-rebuilt': {
        title_other: 'issued.log 损坏，已按账本重写',
        text_other:
          '从第 {{line, quantity}} 行起损坏，原文件在“{{folder}}”里。账本里有全部内容，没有卡密受影响。请检查磁盘。',
      },
      'folder-moved': {
        title_other: '这家店来自另一台电脑',
        text_other:
          '数据文件夹是从另一台电脑复制或恢复过来的。请确认那边不再使用：两边同时卖，会把同一张卡卖给两个人。',
      },
      'keys-in-doubt': {
        title_other: '{{count, quantity}} 张可能交出过的卡密已转入隔离区',
        text_other: '单据 {{document}}。核对各店铺的订单后，没有交出过的可以按批次整批释放。',
      },
      'closing-lost': {
        title_other: '{{month}} 的月结不在这份备份里',
        text_other: '备份之后做过的月结已不在账上，请核对账单后重新结账。',
      },
    },
  },
  restart: {
    title: '恢复已准备好，请重新打开 KaCang',
    text: '备份已校验。关闭 KaCang 再打开，就会用恢复后的数据；在那之前全店不接受任何操作。',
    desktop: '退出程序（不只是关窗口），再打开。',
    browser: '在启动它的终端里按 Ctrl+C，再运行 npm start，用新打印的链接打开。',
    reload: '已经重新打开了，刷新',
  },
  errors: {
    BACKUP_UNUSABLE: '这份备份不能用（{{reason}}）。店铺没有任何改动，请换一份。',
    RESTART_NEEDED: '恢复已准备好，请关闭并重新打开 KaCang。什么都没有执行。',
  },
};
