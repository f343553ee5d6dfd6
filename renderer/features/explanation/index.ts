export { ExplanationDrawer } from './explanation-drawer.tsx';
