/** What each place adds after its widgets have started. */
define([
  'host/places/card',
  'host/places/settings',
  'host/places/advanced',
  'host/places/pipeline',
  'host/places/salesbot',
  'host/places/list',
], function (card, settings, advanced, pipeline, salesbot, list) {
  'use strict';

  var places = {
    lcard: card,
    settings: settings,
    advanced_settings: advanced,
    digital_pipeline: pipeline,
    salesbot_designer: salesbot,
    llist: list,
  };

  return {
    show: function (boot, widgets) {
      var place = places[boot.view.location];
      return place ? place(boot, widgets) : undefined;
    },
  };
});
