/** The page of the desk: its frame, its tabs, and what is chosen for all of them. */
import { createRoot } from 'react-dom/client';
import { Frame } from './frame.tsx';
import './style.css';

const root = document.querySelector('#desk');
if (root !== null) createRoot(root).render(<Frame />);
