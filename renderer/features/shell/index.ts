export { Header } from './header.tsx';
export { Navigation } from './navigation.tsx';
