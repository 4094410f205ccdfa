import type { CharacterClass } from './key-pattern.ts';

interface ShapeWords {
  readonly classes: Readonly<Record<CharacterClass, string>>;
  /** The one joiner that cannot be seen; every other stands for itself. */
  readonly space: string;
  readonly comma: string;
}

const WORDS: Readonly<Record<'zh-CN' | 'en', ShapeWords>> = {
  'zh-CN': {
    classes: {
      A: '大写字母',
      a: '小写字母',
      D: '数字',
      X: '字母数字',
      H: '汉字',
      S: '符号',
      I: '不可见字符',
      O: '其他字符',
    },
    space: '空格',
    comma: '、',
  },
  en: {
    classes: {
      A: 'capitals',
      a: 'small letters',
      D: 'digits',
      X: 'letters and digits',
      H: 'Chinese characters',
      S: 'signs',
      I: 'invisible',
      O: 'others',
    },
    space: 'space',
    comma: ', ',
  },
};

/** A shape (see `describeShape`) as people read it: `A5-D5` is “大写字母 5、-、数字 5”. */
export function shapeInWords(shape: string, language: 'zh-CN' | 'en'): string {
  const { classes, space, comma } = WORDS[language];
  return [...shape.matchAll(/([AaDXHSIO])(\d+)|./g)]
    .map(([part, kind, count]) => {
      if (kind === undefined) return part === ' ' ? space : part;
      return `${classes[kind as CharacterClass]} ${count}`;
    })
    .join(comma);
}
