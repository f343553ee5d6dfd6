export { BudgetsScreen } from './budgets-screen.tsx';
