/** Text of XML as it was meant: the five named entities and numeric ones. Others come from a DTD and stay as they stand. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/g, (whole, hex, decimal, name) => {
    if (name) return NAMED[name as keyof typeof NAMED];
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}

const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" } as const;

/** Excel writes characters that XML cannot hold as `_x000D_`; a literal underscore before such a run is `_x005F_`. */
export function unescapeExcel(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The value of an attribute in the source of a start tag, unescaped; undefined when it is not there. */
export function attributeOf(tag: string, name: string): string | undefined {
  const match = new RegExp(`[\\s]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? unescapeXml(match[1] ?? match[2] ?? '') : undefined;
}

/** Start tags of a name, whatever their namespace prefix; for small parts only. */
export function tagsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:[\\w.-]+:)?${name}(?=[\\s/>])[^>]*>`, 'g')) ?? [];
}

/**
 * All text inside `<t>` elements of a piece, in order: runs of rich text make one text. Phonetic hints (`<rPh>`) are
 * reading aids for the eye and no part of the value.
 */
export function textElements(xml: string, prefix: string): string {
  const source = xml.includes(`<${prefix}rPh`)
    ? xml.replace(/<(?:[\w.-]+:)?rPh[\s>][\s\S]*?<\/(?:[\w.-]+:)?rPh>/g, '')
    : xml;
  const open = `<${prefix}t`;
  const close = `</${prefix}t>`;
  let text = '';
  for (let at = source.indexOf(open); at >= 0; at = source.indexOf(open, at)) {
    const after = source.charCodeAt(at + open.length);
    // `>`, space, `/`, line ends: anything else is another element whose name begins with t.
    if (after !== 62 && after !== 32 && after !== 47 && after > 13) {
      at += open.length;
      continue;
    }
    const tagEnd = source.indexOf('>', at);
    if (tagEnd < 0) break;
    at = tagEnd + 1;
    if (source.charCodeAt(tagEnd - 1) === 47) continue;
    const end = source.indexOf(close, at);
    if (end < 0) break;
    text += source.slice(at, end);
    at = end + close.length;
  }
  return unescapeExcel(unescapeXml(withoutCdata(text)));
}

function withoutCdata(text: string): string {
  return text.includes('<![CDATA[') ? text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1') : text;
}
