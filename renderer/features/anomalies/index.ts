/** The screen Anomalies. */
export { AnomaliesScreen } from './anomalies-screen.tsx';
