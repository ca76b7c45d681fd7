/** The page of the desk: its frame, its tabs, and what is chosen for all of them. */
import './style.css';
import { createRoot } from 'react-dom/client';
import { followNavigation } from './frame/focus-page.ts';
import { Layout } from './frame/layout.tsx';

const root = document.querySelector('#desk');
if (root !== null) {
  followNavigation();
  createRoot(root).render(<Layout />);
}
