/** The widget's own page in Settings. */
define([], function () {
  'use strict';

  return function showAdvanced(boot, widgets) {
    return widgets.call(boot.widgets[0].code, 'advancedSettings').catch(function () {});
  };
});
