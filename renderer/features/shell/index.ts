export { CurrencyLine } from './currency-line.tsx';
export { Header } from './header.tsx';
export { Navigation } from './navigation.tsx';
