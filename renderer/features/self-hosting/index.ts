export { SelfHostingScreen } from './self-hosting-screen.tsx';
