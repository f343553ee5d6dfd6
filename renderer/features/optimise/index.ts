export { OptimiseScreen } from './optimise-screen.tsx';
