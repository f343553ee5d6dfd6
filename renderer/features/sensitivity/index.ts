export { SensitivityScreen } from './sensitivity-screen.tsx';
