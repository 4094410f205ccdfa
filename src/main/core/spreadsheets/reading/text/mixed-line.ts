const SEPARATORS = ['----', '║', '｜', '|', '\t', '，', ',', ';', '--'] as const;
const LABELS = /(?:卡号|卡號|账号|帐号|帳號|序列号|序號|卡密|密码|密碼|激活码|兑换码)\s*[:：]\s*/g;

/** Splits a line that follows no common rule: labels first, then the first separator that occurs, colon and spaces last. */
export function splitMixedLine(line: string): string[] {
  const trimmed = line.trim();
  if (trimmed.search(LABELS) === 0) {
    return trimmed
      .split(LABELS)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
  for (const separator of SEPARATORS) {
    if (trimmed.includes(separator)) return trimmed.split(separator);
  }
  if (/^[^:：\s]+：[^:：\s]+$/.test(trimmed)) return trimmed.split('：');
  return trimmed.split(/[ \u3000]+/);
}
