/** What each place adds after its widgets have started. */
define([
  'host/faces/card',
  'host/faces/settings',
  'host/faces/advanced',
  'host/faces/pipeline',
  'host/faces/salesbot',
  'host/faces/list',
], function (card, settings, advanced, pipeline, salesbot, list) {
  'use strict';

  var faces = {
    lcard: card,
    settings: settings,
    advanced_settings: advanced,
    digital_pipeline: pipeline,
    salesbot_designer: salesbot,
    llist: list,
  };

  return {
    show: function (boot, widgets) {
      var face = faces[boot.view.location];
      return face ? face(boot, widgets) : undefined;
    },
  };
});
