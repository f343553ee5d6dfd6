/** The screen Plan vs actual. */
export { PlanActualScreen } from './plan-actual-screen.tsx';
