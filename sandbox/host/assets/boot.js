/** Starts the page the way Kommo does: vendor modules by name through RequireJS, then the host. */
(function () {
  'use strict';

  window.requirejs.config({
    baseUrl: '/',
    waitSeconds: 15,
    paths: {
      jquery: '/host-assets/vendor/jquery',
      underscore: '/host-assets/vendor/underscore',
      backbone: '/host-assets/vendor/backbone',
      twigjs: '/host-assets/vendor/twigjs',
      moment: '/host-assets/vendor/moment',
      text: '/host-assets/vendor/text',
      'lib/components/base/modal': '/host-assets/host/modal',
      host: '/host-assets/host',
    },
  });

  window.__sandbox.ready = new Promise(function (resolve, reject) {
    window.require(
      [
        'jquery',
        'underscore',
        'backbone',
        'twigjs',
        'moment',
        'text',
        'lib/components/base/modal',
        'host/start',
      ],
      function ($, _, Backbone, Twig, moment, text, Modal, start) {
        window.Twig = Twig;
        window.twig = Twig.twig;
        window.moment = moment;
        start(JSON.parse(document.getElementById('sandbox-boot').textContent)).then(
          resolve,
          reject,
        );
      },
      reject,
    );
  });
})();
