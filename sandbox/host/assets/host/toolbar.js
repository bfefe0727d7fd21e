/** The sandbox's bar: theme changes at once as in Kommo, the rest through the address. */
define(['jquery', 'host/lifecycle'], function ($, lifecycle) {
  'use strict';

  function listen() {
    $(document).on('change', '[data-bar-switch]', function () {
      var name = $(this).attr('data-bar-switch');
      var value = this.type === 'checkbox' ? (this.checked ? '1' : '') : this.value;
      if (name === 'user') {
        document.cookie = 'sandbox_user=' + value + ';path=/';
        location.reload();
        return;
      }
      var query = new URLSearchParams(location.search);
      if (value === '') query.delete(name);
      else query.set(name, value);
      var address = location.pathname + '?' + query;
      if (name !== 'theme') return location.assign(address);
      document.documentElement.setAttribute('data-color-scheme', value);
      history.replaceState(null, '', address);
    });
    $(document).on('click', '[data-bar-action=again]', lifecycle.renderAgain);
    $(document).on('click', '[data-bar-action=report]', function () {
      $('.host-report').remove();
      var $close = $('<button type="button" class="button-input">×</button>');
      var $report = $('<div class="host-report" role="dialog"></div>').append(
        $close,
        $('<pre></pre>').text(JSON.stringify(window.__sandbox.report(), null, 2)),
      );
      $close.on('click', function () {
        $report.remove();
      });
      $('body').append($report);
    });
  }

  return { listen: listen };
});
