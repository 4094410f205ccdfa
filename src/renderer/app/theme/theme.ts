import { type ThemeConfig, theme } from 'antd';
import type { Mode } from './appearance.ts';
import type { Palette } from './palette.ts';

/** For what draws text without style sheets; else `--kc-font`. */
export const FONT_FAMILY =
  "'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
export const MONO_FAMILY =
  "ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'Noto Sans Mono', 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace";

/**
 * Ant Design dressed in the palette: compact, 13 px, quiet borders, short motion. Not by its compact algorithm, which would take
 * the type down with the spaces.
 */
export function antdTheme(mode: Mode, palette: Palette): ThemeConfig {
  return {
    cssVar: { key: 'kc' },
    hashed: false,
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: palette.accent,
      colorInfo: palette.held,
      colorSuccess: palette.go,
      colorWarning: palette.soon,
      colorError: palette.now,
      colorPrimaryBg: palette.accentSoft,
      colorPrimaryBgHover: palette.chosen,
      colorInfoBg: palette.heldSoft,
      colorInfoBorder: palette.heldSoft,
      colorSuccessBg: palette.goSoft,
      colorSuccessBorder: palette.goSoft,
      colorWarningBg: palette.soonSoft,
      colorWarningBorder: palette.soonSoft,
      colorErrorBg: palette.nowSoft,
      colorErrorBorder: palette.nowSoft,
      colorErrorBgHover: palette.nowSoft,
      colorLink: palette.accentText,
      colorLinkHover: palette.accent,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorText: palette.text,
      colorTextSecondary: palette.textSoft,
      colorTextTertiary: palette.textFaint,
      colorTextDescription: palette.textFaint,
      colorTextPlaceholder: palette.textFaint,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      colorTextLightSolid: palette.onAccent,
      controlItemBgHover: palette.hover,
      controlItemBgActive: palette.chosen,
      controlItemBgActiveHover: palette.chosen,
      boxShadowSecondary: palette.shadow,
      fontFamily: 'var(--kc-font)',
      fontFamilyCode: MONO_FAMILY,
      fontSize: 13,
      fontSizeSM: 12,
      fontSizeLG: 14,
      fontSizeXL: 16,
      lineHeight: 20 / 13,
      controlHeight: 30,
      controlHeightSM: 24,
      controlHeightLG: 36,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      wireframe: false,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Drawer: { paddingLG: 20 },
      Form: { itemMarginBottom: 20, verticalLabelPadding: '0 0 4px' },
      Modal: { titleFontSize: 15 },
      Progress: { defaultColor: palette.accent, remainingColor: palette.line },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? '#323c37' : '#1d2823', colorTextLightSolid: '#f2f6f4' },
      Tabs: {
        horizontalItemPadding: '8px 0',
        horizontalMargin: '0 0 12px',
        itemSelectedColor: palette.accentText,
        itemHoverColor: palette.accentText,
        itemActiveColor: palette.accentText,
      },
      Segmented: { itemSelectedBg: palette.surface, trackBg: palette.pastSoft },
      Table: { headerBg: palette.frame, rowHoverBg: palette.hover },
      Message: { contentPadding: '8px 12px' },
    },
  };
}
