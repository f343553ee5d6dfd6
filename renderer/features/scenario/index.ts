export { ScenarioScreen } from './scenario-screen.tsx';
