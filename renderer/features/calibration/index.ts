/** The screen Calibration. */
export { CalibrationScreen } from './calibration-screen.tsx';
