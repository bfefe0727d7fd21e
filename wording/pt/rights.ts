import type { rights as es } from '../es/rights.js';
import type { Translation } from '../sentence.js';

export const rights = {
  unknown_user: 'Seu usuário não está na conta do Kommo.',
  inactive_user: 'Seu usuário está desativado no Kommo.',
  no_view:
    'No Kommo você não tem permissão para ver este lead. Um administrador pode concedê-la: Configurações → Usuários.',
  no_edit:
    'No Kommo você não tem permissão para editar este lead. O responsável pode, ou um administrador pode conceder a permissão: Configurações → Usuários.',
  cannot_check:
    'O Kommo não responde, por isso não é possível verificar o que você pode fazer aqui. Tente de novo em um minuto.',
  token_may_not_read:
    'O token com que o aplicativo entra no Kommo não é de um administrador, e só um pode ler as permissões dos usuários. Um administrador deve conectar a conta novamente.',
} as const satisfies Translation<typeof es>;
