import { Chip, Group, MultiSelect, SegmentedControl, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { componentLabels } from '#shared/domain/scenario.ts';
import { useApp } from '../../store/use-app.ts';
import { QuantityField } from '../../ui/quantity-field.tsx';
import { ModelPicker } from '../../ui/model-picker.tsx';
import { ShareQuantityField } from '../../ui/share-quantity-field.tsx';
import type { LeverFieldControlProps } from './lever-field-props.ts';
import { ComponentCuts } from './component-cuts.tsx';
import { FleetChoice } from './fleet-choice.tsx';
import { asQuantity, asText, asTexts } from './lever-values.ts';
import { ParameterRows } from './parameter-rows.tsx';
import { MovedShares } from './moved-shares.tsx';

/** The control of one lever parameter, drawn from its description: no lever is known here by name. */
export function LeverFieldControl(props: LeverFieldControlProps): ReactNode {
  const { field, path, value, components, classes, error, onEdit, onDone } = props;
  const catalogue = useApp((state) => state.models);
  function editOnce(next: unknown): void {
    onDone();
    onEdit(next);
    onDone();
  }
  switch (field.control) {
    case 'share':
      return (
        <ShareQuantityField
          label={field.label}
          path={path}
          help={field.help}
          value={asQuantity(value)}
          min={field.min}
          max={field.max}
          step={field.step}
          error={error}
          onEdit={onEdit}
          onDone={onDone}
        />
      );
    case 'amount':
      return (
        <QuantityField
          label={field.label}
          path={path}
          unit={field.unit}
          max={field.max}
          value={asQuantity(value)}
          error={error}
          onEdit={onEdit}
          onDone={onDone}
        />
      );
    case 'model':
      return (
        <div className="slider-row">
          <Text size="sm" title={field.help}>
            {field.label}
          </Text>
          <ModelPicker
            size="xs"
            style={{ gridColumn: 'span 2' }}
            aria-label={field.label}
            models={catalogue}
            value={asText(value)}
            error={error}
            onPick={editOnce}
          />
        </div>
      );
    case 'fleet':
      return <FleetChoice field={field} value={asText(value)} error={error} onPick={editOnce} />;
    case 'choice':
      return (
        <div className="slider-row">
          <Text size="sm" title={field.help}>
            {field.label}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={field.label}
            value={asText(value)}
            data={[...field.options]}
            onChange={editOnce}
            w="fit-content"
          />
        </div>
      );
    case 'components':
      return (
        <div className="slider-row">
          <Text size="sm" title={field.help}>
            {field.label}
          </Text>
          <Chip.Group multiple value={[...asTexts(value)]} onChange={editOnce}>
            <Group
              component="fieldset"
              gap={6}
              bd={0}
              p={0}
              m={0}
              style={{ gridColumn: 'span 2' }}
              aria-label={field.label}
            >
              {field.options
                .filter((option) => components.has(option) || asTexts(value).includes(option))
                .map((option) => (
                  <Chip key={option} value={option} size="xs" radius="sm">
                    {componentLabels[option]}
                  </Chip>
                ))}
            </Group>
          </Chip.Group>
        </div>
      );
    case 'text':
      return (
        <div className="slider-row">
          <Text size="sm" title={field.help}>
            {field.label}
          </Text>
          <TextInput
            size="xs"
            style={{ gridColumn: 'span 2' }}
            aria-label={field.label}
            placeholder={field.placeholder}
            maxLength={300}
            value={asText(value)}
            error={error}
            onChange={(event) => onEdit(event.currentTarget.value)}
            onBlur={onDone}
          />
        </div>
      );
    case 'classes':
      return classes.length === 0 ? null : (
        <div className="slider-row">
          <Text size="sm" title={field.help}>
            {field.label}
          </Text>
          <MultiSelect
            size="xs"
            style={{ gridColumn: 'span 2' }}
            aria-label={field.label}
            placeholder={asTexts(value).length === 0 ? 'All classes' : ''}
            data={classes.map(({ id, name }) => ({ value: id, label: name }))}
            value={[...asTexts(value)]}
            error={error}
            onChange={editOnce}
            clearable
          />
        </div>
      );
    case 'rows':
      return <ParameterRows {...props} field={field} editOnce={editOnce} />;
    case 'component-cuts':
      return <ComponentCuts {...props} field={field} editOnce={editOnce} />;
    case 'model-shares':
      return <MovedShares {...props} field={field} editOnce={editOnce} />;
  }
}
