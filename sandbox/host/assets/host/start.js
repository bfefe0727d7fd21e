/** The page's story: globals, places, menu, then the widgets of this place. */
define([
  'jquery',
  'host/app',
  'host/lifecycle',
  'host/router',
  'host/toolbar',
  'host/controls',
], function ($, app, lifecycle, router, toolbar, controls) {
  'use strict';

  return function start(boot) {
    var sandbox = window.__sandbox;
    sandbox.watchJquery($);
    app.install(boot);
    router.listen();
    toolbar.listen();
    controls.listen();
    sandbox.takeBaseline();
    sandbox.renderAgain = lifecycle.renderAgain;
    sandbox.destroy = lifecycle.destroy;
    sandbox.go = router.go;
    return lifecycle.enter(boot);
  };
});
