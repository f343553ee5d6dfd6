import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** The accent: a deep pine green. It also stands for savings. */
const pine: MantineColorsTuple = [
  '#eef7f4',
  '#dbede7',
  '#b5dacf',
  '#8bc5b5',
  '#66b19e',
  '#449c87',
  '#268570',
  '#176857',
  '#105145',
  '#0a3c33',
];

/** Costs that rise, and warnings: burnt copper. */
const ember: MantineColorsTuple = [
  '#fdf3ec',
  '#f9e2d2',
  '#f3c4a5',
  '#eca374',
  '#e5864b',
  '#d96c2b',
  '#bd571c',
  '#9c4615',
  '#7a3611',
  '#59270c',
];

/** Warm-cold neutral greys with a trace of the accent. */
const gray: MantineColorsTuple = [
  '#f6f8f7',
  '#eef1f0',
  '#e2e7e5',
  '#d3dad7',
  '#b9c2bf',
  '#8b9693',
  '#5d6966',
  '#434d4b',
  '#2d3634',
  '#1a211f',
];

const dark: MantineColorsTuple = [
  '#dfe5e3',
  '#bcc5c2',
  '#98a3a0',
  '#67736f',
  '#3d4744',
  '#2e3734',
  '#252d2b',
  '#1b2220',
  '#141a18',
  '#0d1110',
];

/** The look of Burnrate: sober, dense, precise. Every component comes from Mantine. */
export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 5 },
  autoContrast: true,
  colors: { pine, ember, gray, dark },
  black: '#1a211f',
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '22px', xl: '32px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.4' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  focusRing: 'auto',
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    // Locking the scroll writes style elements that carry no nonce; the page behind an overlay may scroll.
    Modal: { defaultProps: { lockScroll: false, centered: true } },
    Drawer: { defaultProps: { lockScroll: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, multiline: true, maw: 320, fz: 'xs' } },
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray' },
      classNames: { root: 'quiet-when-disabled' },
    },
    Table: { defaultProps: { verticalSpacing: 6, horizontalSpacing: 'sm', fz: 'sm' } },
    Select: { defaultProps: { comboboxProps: { shadow: 'md' } } },
    Paper: { defaultProps: { withBorder: true, radius: 'lg', p: 'md' } },
    Badge: { defaultProps: { tt: 'none', fw: 500, radius: 'sm' } },
  },
});

const variables: ReturnType<CSSVariablesResolver> = {
  variables: {},
  light: {
    '--page-background': '#f6f8f7',
    '--mantine-color-dimmed': '#5d6966',
    '--mantine-color-default-border': '#dde3e1',
    '--chart-text': '#4b5754',
    '--chart-grid': '#e4e9e7',
    '--chart-baseline': '#8b9693',
    '--chart-optimized': '#176857',
    '--chart-saving': '#55a894',
    '--chart-increase': '#d96c2b',
    '--saving-text': '#12604f',
    '--increase-text': '#a34713',
  },
  dark: {
    '--page-background': '#141a18',
    '--mantine-color-dimmed': '#98a3a0',
    '--mantine-color-default-border': '#323c39',
    '--chart-text': '#aab5b2',
    '--chart-grid': '#2a3330',
    '--chart-baseline': '#7c8985',
    '--chart-optimized': '#66b19e',
    '--chart-saving': '#3b8774',
    '--chart-increase': '#e5864b',
    '--saving-text': '#7fcab6',
    '--increase-text': '#f0a36b',
    // Tints that stand out from a dark card; Mantine's own are darker than it.
    '--mantine-color-pine-light': 'rgba(102, 177, 158, 0.16)',
    '--mantine-color-pine-light-hover': 'rgba(102, 177, 158, 0.22)',
    '--mantine-color-pine-light-color': '#a3dccd',
    '--mantine-primary-color-light': 'rgba(102, 177, 158, 0.16)',
    '--mantine-primary-color-light-hover': 'rgba(102, 177, 158, 0.22)',
    '--mantine-primary-color-light-color': '#a3dccd',
    '--mantine-color-ember-light': 'rgba(229, 134, 75, 0.16)',
    '--mantine-color-ember-light-hover': 'rgba(229, 134, 75, 0.22)',
    '--mantine-color-ember-light-color': '#f3b98d',
  },
};

/** Colours that Mantine has no name for: the page behind the cards, and the charts. */
export function cssVariables(): ReturnType<CSSVariablesResolver> {
  return variables;
}
