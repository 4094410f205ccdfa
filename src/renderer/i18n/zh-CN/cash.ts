/** Where the shop's money lies and what falls due (资金占用). */
export const cash = {
  due: '30 天内要付',
  chart: '未来 30 天每周要付的',
  summary: '未来 30 天要付 {{amount}}，已逾期 {{overdue}}',
  overdue: '已逾期',
  week: '{{from}} – {{to}}',
  tiedUp: '占用的资金',
  total: '合计',
  claimsOnOthers: '应收回的',
  papers: '该收的发票',
  parts: {
    stock: '库存（不含代销）',
    prepaid: '预存余额',
    paidUnreceived: '已付未到',
    claims: '未了索赔',
    rebatesDue: '应返未返',
    invoicesOwed: '欠票金额',
  },
  columns: { part: '项目', count: '家/种', amount: '金额', period: '到期', dues: '笔数' },
  unrated: '没有汇率的币种没有计入：{{currencies}}',
  toRates: '录入汇率',
};
