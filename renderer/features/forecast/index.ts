/** The screen Forecast. */
export { ForecastScreen } from './forecast-screen.tsx';
