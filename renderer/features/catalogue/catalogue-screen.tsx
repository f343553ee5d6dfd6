import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { ComparePage } from './compare-page.tsx';
import { ImportBookPage } from './import-book-page.tsx';
import { ModelPage } from './model-page.tsx';
import { ModelsPage } from './models-page.tsx';
import { MyPricesPage } from './my-prices-page.tsx';
import { cataloguePageOf } from './pages.ts';

/** Every price: the list, the page of one model, a comparison, the user's own prices, and price files. */
export function CatalogueScreen(): ReactNode {
  const within = useApp((state) => state.within);
  const { page, model } = cataloguePageOf(within);
  if (model !== undefined) return <ModelPage name={model} />;
  switch (page) {
    case 'models':
      return <ModelsPage />;
    case 'compare':
      return <ComparePage />;
    case 'my-prices':
      return <MyPricesPage />;
    case 'import':
      return <ImportBookPage />;
  }
}
